namespace LossDsl;

/// <summary>The limits of the validation of a data dict, whose dimension table has a fixed size.</summary>
internal static class DimensionLimit
{
    /// <summary>The maximum number of different dimension names.</summary>
    public const int Names = 16;
}
