namespace LossDsl.Kernels.Tests.Simd;

/// <summary>The sum of numbers side by side, at every length around the width of its vectors.</summary>
public sealed class VectorSumTests
{
    [Fact]
    public void Every_number_is_added_once()
    {
        for (var length = 0; length < 200; length++)
        {
            double[] values = [.. Enumerable.Range(1, length).Select(i => (double)i)];
            var sum = length * (length + 1) / 2;

            Assert.Equal(sum, VectorSum.Compute<double>(values));
            Assert.Equal(sum, VectorSum.Compute<float>(Array.ConvertAll(values, value => (float)value)));
        }
    }

    [Fact]
    public void What_is_no_number_shows()
    {
        foreach (var place in new[] { 0, 40, 98 })
        {
            var values = new float[99];
            values[place] = float.NaN;
            Assert.Equal(double.NaN, VectorSum.Compute<float>(values));
        }
    }
}
