namespace LossDsl;

/// <summary>How much room a check has for the dimensions of one contract.</summary>
internal static class DimensionLimit
{
    /// <summary>The greatest number of different names.</summary>
    public const int Names = 16;
}
