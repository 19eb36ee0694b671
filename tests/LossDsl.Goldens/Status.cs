namespace LossDsl.Goldens;

/// <summary>The outcome of a case.</summary>
internal enum Status
{
    /// <summary>The recorded result within tolerance, or an error if one was recorded.</summary>
    Ok,

    /// <summary>A deviation, or no error although one was recorded.</summary>
    Mismatch,

    /// <summary>An error although none was recorded.</summary>
    Raised,

    /// <summary>This library has no equivalent.</summary>
    Unsupported,
}
