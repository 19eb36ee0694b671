namespace LossDsl;

/// <summary>How the values of tokens become one of the row, and those of rows one of the batch.</summary>
internal enum RowReduction
{
    Sum,
    Min,
    Max,
}

/// <summary>What a <see cref="RowReduction"/> begins with, and how it goes on.</summary>
internal static class RowReductionExtensions
{
    extension(RowReduction reduction)
    {
        /// <summary>The reduction of nothing.</summary>
        public double Identity => reduction switch
        {
            RowReduction.Max => double.NegativeInfinity,
            RowReduction.Min => double.PositiveInfinity,
            _ => 0,
        };

        /// <summary>The reduction of two reductions; NaN where one of them is.</summary>
        public double Combine(double a, double b) => reduction switch
        {
            RowReduction.Max => Math.Max(a, b),
            RowReduction.Min => Math.Min(a, b),
            _ => a + b,
        };
    }
}
