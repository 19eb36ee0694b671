using System.Diagnostics.CodeAnalysis;

namespace LossDsl;

/// <summary>Ends the processes of a job together, so that no rank waits for one that has exited.</summary>
/// <param name="library">The MPI library.</param>
/// <param name="rank">The rank of this process in the job.</param>
/// <param name="size">The number of processes of the job.</param>
internal sealed unsafe class JobLifetime(MpiLibrary library, int rank, int size)
{
    private static readonly TimeSpan TimeToBeRead = TimeSpan.FromMilliseconds(200);

    private int _isOver;

    /// <summary>Subscribes to unhandled exceptions and to the exit of this process.</summary>
    public void Watch()
    {
        AppDomain.CurrentDomain.UnhandledException += (_, failure) => AbortJob($"{(failure.ExceptionObject is MpiException known ? known.Message : failure.ExceptionObject)}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Leave(Environment.ExitCode);
    }

    /// <summary>Writes the reason to standard error and ends all processes of the job.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="exitCode">The exit code of the job.</param>
    [DoesNotReturn]
    public void AbortJob(string reason, int exitCode = 1)
    {
        Console.Error.WriteLine($"rank {rank} of {size} aborts the job: {reason}");
        Abort(exitCode);
        throw new MpiException(reason);
    }

    /// <summary>Finalizes MPI in this process. Waits for the other ranks.</summary>
    public void Finish()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
            library.Finish();
    }

    // After a failure, other ranks may be waiting for this one in a collective, and MPI_Finalize would wait for them: so it aborts.
    private void Leave(int exitCode)
    {
        int isFinished;
        if (library.Finalized(&isFinished) != 0 || isFinished != 0)
            return;
        if (exitCode != 0)
            Abort(exitCode);
        else
            Finish();
    }

    private void Abort(int exitCode)
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
            return;
        Console.Out.Flush();
        Console.Error.Flush();
        // When mpirun ends a rank, it may drop output of that rank that it has not read yet.
        Thread.Sleep(TimeToBeRead);
        library.Abort(library.Handles.World, exitCode);
    }
}
