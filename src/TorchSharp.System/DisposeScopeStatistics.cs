namespace TorchSharp;

public class ThreadDisposeScopeStatistics
{
    internal ThreadDisposeScopeStatistics() { }

    public LifetimeStatistics TensorStatistics { get; } = new();

    public long ThreadTotalLiveCount => TensorStatistics.ThreadTotalLiveCount;
}

public class LifetimeStatistics
{
    internal LifetimeStatistics() { }

    /// <summary>Made on this thread, less disposed on this thread.</summary>
    public long ThreadTotalLiveCount { get; internal set; }
}
