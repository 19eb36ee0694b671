namespace LossDsl;

/// <summary>A sweep over tokens of a row in one width of vector.</summary>
internal interface ISweep
{
    /// <summary>Does whole vectors from a token on.</summary>
    /// <returns>The first token that is left.</returns>
    static abstract int Sweep(in SweepTokens row, int from, int to, ClippedPGLossConfig config, ref SweepSums sums);
}
