namespace LossDsl.Bench;

/// <summary>With how many threads is measured.</summary>
internal static class ThreadCount
{
    /// <summary>One thread, and all that there are.</summary>
    public static IReadOnlyList<int> All { get; } = Environment.ProcessorCount > 1 ? [1, Environment.ProcessorCount] : [1];
}
