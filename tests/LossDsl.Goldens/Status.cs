namespace LossDsl.Goldens;

/// <summary>How a case went.</summary>
internal enum Status
{
    /// <summary>As recorded, within tolerance; also an error where one was recorded.</summary>
    Ok,

    /// <summary>Something deviates, or no error was raised where one was recorded.</summary>
    Mismatch,

    /// <summary>An error was raised where none was recorded.</summary>
    Raised,

    /// <summary>The library does not have it.</summary>
    Unsupported,
}
