using System.Collections.Concurrent;

namespace LossDsl.Tests.Shared;

/// <summary>A process group whose ranks are threads of this process, for tests.</summary>
/// <remarks>If a rank throws, the other ranks stop waiting and throw as well.</remarks>
internal sealed class ThreadedProcessGroup : IProcessGroup
{
    private readonly Meeting _meeting;

    private ThreadedProcessGroup(Meeting meeting, int rank) => (_meeting, Rank) = (meeting, rank);

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size => _meeting.Size;

    /// <summary>Runs a function once for each rank, in parallel.</summary>
    /// <param name="size">The number of ranks.</param>
    /// <param name="rank">The function.</param>
    /// <typeparam name="T">The result of a rank.</typeparam>
    /// <returns>The results of the ranks, in order.</returns>
    /// <exception cref="AggregateException">Ranks threw. Ranks that only stopped waiting are left out.</exception>
    public static T[] Run<T>(int size, Func<ThreadedProcessGroup, T> rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentNullException.ThrowIfNull(rank);
        var meeting = new Meeting(size);
        var results = new T[size];
        var failures = new ConcurrentBag<Exception>();
        var threads = Enumerable.Range(0, size).Select(i => new Thread(() =>
        {
            try
            {
                results[i] = rank(new ThreadedProcessGroup(meeting, i));
            }
            catch (OperationCanceledException) when (meeting.IsOver)
            {
                // This rank stopped waiting because another rank failed.
            }
            catch (Exception failure)
            {
                failures.Add(failure);
                meeting.End();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return failures.IsEmpty ? results : throw new AggregateException(failures);
    }

    /// <summary>The ranks with the same color as a new group, in the order of their ranks here.</summary>
    /// <param name="color">The color.</param>
    public ThreadedProcessGroup Split(int color)
    {
        var colors = _meeting.Exchange(Rank, color);
        var members = Enumerable.Range(0, Size).Where(rank => colors[rank] == color).ToList();
        var parts = _meeting.Exchange(Rank, members[0] == Rank ? new Meeting(members.Count, _meeting) : null);
        return new ThreadedProcessGroup(parts[members[0]]!, members.IndexOf(Rank));
    }

    /// <inheritdoc/>
    public void AllReduce(Tensor tensor, ReduceOp operation = ReduceOp.Sum)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var all = Exchange(tensor);
        var combined = all.Aggregate((a, b) => operation switch
        {
            ReduceOp.Max => maximum(a, b),
            ReduceOp.Min => minimum(a, b),
            _ => a + b,
        });
        tensor.copy_(combined);
    }

    /// <inheritdoc/>
    public void AllGather(Tensor gathered, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(gathered);
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        gathered.copy_(stack(Exchange(tensor)));
    }

    /// <inheritdoc/>
    public void Broadcast(Tensor tensor, int root)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        tensor.copy_(Exchange(tensor)[root]);
    }

    /// <inheritdoc/>
    public void Barrier() => _meeting.Exchange(Rank, 0);

    // Clones, since a rank may change its tensor while other ranks still read it.
    private Tensor[] Exchange(Tensor tensor) => _meeting.Exchange(Rank, tensor.detach().clone(), other => other.clone());

    /// <summary>The point where the ranks of a group exchange data.</summary>
    private sealed class Meeting(int size, Meeting? parent = null)
    {
        private readonly Barrier _barrier = new(size);
        private readonly object?[] _places = new object?[size];
        private readonly CancellationTokenSource _over = parent?._over ?? new CancellationTokenSource();

        public int Size => size;

        public bool IsOver => _over.IsCancellationRequested;

        public void End() => _over.Cancel();

        public T[] Exchange<T>(int rank, T value, Func<T, T>? copy = null)
        {
            _places[rank] = value;
            _barrier.SignalAndWait(_over.Token);
            var all = _places.Select(place => copy is null ? (T)place! : copy((T)place!)).ToArray();
            _barrier.SignalAndWait(_over.Token);
            return all;
        }
    }
}
