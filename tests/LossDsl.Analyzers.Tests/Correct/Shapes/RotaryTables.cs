static class Trainer
{
    public static Tensor Step(int tokens, int width)
    {
        var positions = arange(tokens, dtype: float32);
        var frequencies = pow(tensor(10000.0f), -arange(width, dtype: float32) / width);
        var angles = positions.unsqueeze(1) * frequencies.unsqueeze(0);
        return angles.cos() + angles.sin();
    }
}
