namespace LossDsl.Goldens;

/// <summary>How a case is counted.</summary>
internal enum Verdict
{
    /// <summary>The recorded result.</summary>
    Passed,

    /// <summary>Another result.</summary>
    Failed,

    /// <summary>Another result, as documented: the recorded one is arguably wrong.</summary>
    Documented,

    /// <summary>This library has no equivalent.</summary>
    Unsupported,

    /// <summary>The file has no result to compare with.</summary>
    Uncompared,
}
