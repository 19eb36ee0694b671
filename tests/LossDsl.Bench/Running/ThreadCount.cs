namespace LossDsl.Bench;

/// <summary>The numbers of threads that are measured.</summary>
internal static class ThreadCount
{
    /// <summary>One thread, and all threads of the machine.</summary>
    public static IReadOnlyList<int> All { get; } = Environment.ProcessorCount > 1 ? [1, Environment.ProcessorCount] : [1];
}
