// LDSL5007 error: 128 is not 127
static class Trainer
{
    public static Tensor Step()
    {
        var positions = zeros(4, 128);
        var mask = ones(4, 127);
        return /*!*/positions * mask;
    }
}
