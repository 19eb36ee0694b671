namespace LossDsl.Goldens;

/// <summary>How a case counts in the sum.</summary>
internal enum Verdict
{
    /// <summary>As recorded.</summary>
    Passed,

    /// <summary>Not as recorded.</summary>
    Failed,

    /// <summary>Not as recorded, on purpose: the recorded value is arguably wrong.</summary>
    Documented,

    /// <summary>The library does not have it.</summary>
    Unsupported,

    /// <summary>The file says nothing to compare with.</summary>
    Uncompared,
}
