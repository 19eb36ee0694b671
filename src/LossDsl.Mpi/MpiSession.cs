using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>The MPI library as initialized in this process.</summary>
internal sealed unsafe class MpiSession
{
    /// <summary>The value of MPI_THREAD_MULTIPLE.</summary>
    public const int ThreadMultiple = 3;

    private readonly int _threads;
    private readonly int _startedBy = Environment.CurrentManagedThreadId;

    private MpiSession(MpiLibrary library, MpiOptions options)
    {
        (Library, Options) = (library, options);
        int isInitialized, threads;
        library.Check(library.Initialized(&isInitialized), "MPI_Initialized");
        library.Check(
            isInitialized != 0 ? library.QueryThread(&threads) : library.InitThread(0, 0, options.Threads, &threads), "MPI_Init_thread");
        _threads = threads;
        library.Check(library.SetErrorHandler(library.Handles.World, library.Handles.ReturnErrors), "MPI_Comm_set_errhandler");
        NanPropagatingMinMax = new NanPropagatingMinMax(library);

        var everyone = new Communicator(this, library.Handles.World);
        Lifetime = new JobLifetime(library, everyone.Rank, everyone.Size);
        // A communicator of its own, so that messages do not mix with those of other users of MPI in this process.
        World = everyone.Split(0, everyone.Rank);
        // If other code initialized MPI, it is also responsible for finalizing it.
        if (isInitialized == 0)
            Lifetime.Watch();
    }

    public MpiLibrary Library { get; }

    public MpiOptions Options { get; }

    public NanPropagatingMinMax NanPropagatingMinMax { get; }

    public JobLifetime Lifetime { get; }

    public Communicator World { get; }

    /// <summary>Loads the library and initializes it.</summary>
    public static MpiSession Start(MpiOptions options)
    {
        if (!BitConverter.IsLittleEndian || !Environment.Is64BitProcess)
            throw new MpiException($"MPI is bound for 64-bit little-endian machines, not for {RuntimeInformation.ProcessArchitecture}");
        return SignalHandlers.Preserve(() => new MpiSession(new MpiLibrary(MpiFinder.Load(options.Library)), options));
    }

    /// <summary>Throws if the library does not support calls from the current thread.</summary>
    public void CheckThread()
    {
        if (_threads < ThreadMultiple && Environment.CurrentManagedThreadId != _startedBy)
            throw new MpiException(
                "this MPI library does not give MPI_THREAD_MULTIPLE: only the thread that called MpiWorld.Start may use its groups");
    }
}
