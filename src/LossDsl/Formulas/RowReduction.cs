namespace LossDsl;

/// <summary>The reduction of token values to one value per row, and of row values to one value per batch.</summary>
internal enum RowReduction
{
    Sum,
    Min,
    Max,
}

/// <summary>The identity and the step of a <see cref="RowReduction"/>.</summary>
internal static class RowReductionExtensions
{
    extension(RowReduction reduction)
    {
        /// <summary>The reduction of no values.</summary>
        public double Identity => reduction switch
        {
            RowReduction.Max => double.NegativeInfinity,
            RowReduction.Min => double.PositiveInfinity,
            _ => 0,
        };

        /// <summary>Combines two partial reductions; NaN where either is NaN.</summary>
        public double Combine(double a, double b) => reduction switch
        {
            RowReduction.Max => Math.Max(a, b),
            RowReduction.Min => Math.Min(a, b),
            _ => a + b,
        };
    }
}
