using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>Bindings of the MPI functions that are used.</summary>
internal sealed unsafe class MpiLibrary
{
    private const int LongestText = 8192;

    private readonly delegate* unmanaged<int, byte*, int*, int> _errorString;
    private readonly delegate* unmanaged<byte*, int*, int> _version;

    public readonly delegate* unmanaged<int*, int> Initialized, Finalized, QueryThread;
    public readonly delegate* unmanaged<nint, nint, int, int*, int> InitThread;
    public readonly delegate* unmanaged<int> Finish;
    public readonly delegate* unmanaged<nint, int, int> Abort;
    public readonly delegate* unmanaged<nint, int*, int> Rank, Size;
    public readonly delegate* unmanaged<nint, int, int, nint*, int> Split;
    public readonly delegate* unmanaged<nint, nint, int> SetErrorHandler;
    public readonly delegate* unmanaged<nint, int, nint*, int> CreateOperation;
    public readonly delegate* unmanaged<nint, nint, int, nint, nint, nint, nint*, int> AllReduce;
    public readonly delegate* unmanaged<nint, int, nint, nint, int, nint, nint, nint*, int> AllGather;
    public readonly delegate* unmanaged<nint, int, nint, int, nint, nint*, int> Broadcast;
    public readonly delegate* unmanaged<nint*, int*, nint, int> Test;

    public MpiLibrary(nint library)
    {
        Handles = MpiHandles.Detect(library);
        _errorString = (delegate* unmanaged<int, byte*, int*, int>)Function("Error_string");
        _version = (delegate* unmanaged<byte*, int*, int>)Function("Get_library_version");
        Initialized = (delegate* unmanaged<int*, int>)Function("Initialized");
        Finalized = (delegate* unmanaged<int*, int>)Function("Finalized");
        QueryThread = (delegate* unmanaged<int*, int>)Function("Query_thread");
        InitThread = (delegate* unmanaged<nint, nint, int, int*, int>)Function("Init_thread");
        Finish = (delegate* unmanaged<int>)Function("Finalize");
        Abort = (delegate* unmanaged<nint, int, int>)Function("Abort");
        Rank = (delegate* unmanaged<nint, int*, int>)Function("Comm_rank");
        Size = (delegate* unmanaged<nint, int*, int>)Function("Comm_size");
        Split = (delegate* unmanaged<nint, int, int, nint*, int>)Function("Comm_split");
        SetErrorHandler = (delegate* unmanaged<nint, nint, int>)Function("Comm_set_errhandler");
        CreateOperation = (delegate* unmanaged<nint, int, nint*, int>)Function("Op_create");
        AllReduce = (delegate* unmanaged<nint, nint, int, nint, nint, nint, nint*, int>)Function("Iallreduce");
        AllGather = (delegate* unmanaged<nint, int, nint, nint, int, nint, nint, nint*, int>)Function("Iallgather");
        Broadcast = (delegate* unmanaged<nint, int, nint, int, nint, nint*, int>)Function("Ibcast");
        Test = (delegate* unmanaged<nint*, int*, nint, int>)Function("Test");

        nint Function(string name) => NativeLibrary.TryGetExport(library, "MPI_" + name, out var function)
            ? function
            : throw new MpiException($"the MPI library lacks MPI_{name}; version 3 of the standard has it");
    }

    public MpiHandles Handles { get; }

    /// <summary>The version string of the library, on one line.</summary>
    public string Version
    {
        get
        {
            var text = stackalloc byte[LongestText];
            int length;
            return _version(text, &length) == 0 ? Text(text, length).Split('\n')[0].Trim() : Handles.Implementation;
        }
    }

    /// <summary>Throws if a function failed.</summary>
    /// <param name="code">The error code that the function returned.</param>
    /// <param name="what">What was called, for the message.</param>
    public void Check<T>(int code, T what)
        where T : notnull
    {
        if (code == 0)
            return;
        var text = stackalloc byte[LongestText];
        int length;
        var reason = _errorString(code, text, &length) == 0 ? Text(text, length) : $"code {code}";
        throw new MpiException($"{what}: {Handles.Implementation} says: {reason}");
    }

    private static string Text(byte* text, int length) =>
        System.Text.Encoding.UTF8.GetString(text, Math.Clamp(length, 0, LongestText)).TrimEnd('\0');
}
