// LDSL5007 error: n is not n-1
static class Trainer
{
    public static Tensor Step(int n)
    {
        var returns = zeros(n);
        var values = ones(n - 1);
        return /*!*/returns - values;
    }
}
