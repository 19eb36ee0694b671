using System.Diagnostics.CodeAnalysis;

namespace LossDsl;

/// <summary>Makes the processes of a job end together: none is left waiting for one that is gone.</summary>
/// <param name="library">The MPI library.</param>
/// <param name="rank">This process among all.</param>
/// <param name="size">How many there are.</param>
internal sealed unsafe class JobLifetime(MpiLibrary library, int rank, int size)
{
    private static readonly TimeSpan TimeToBeRead = TimeSpan.FromMilliseconds(200);

    private int _isOver;

    /// <summary>Begins to watch how this process ends.</summary>
    public void Watch()
    {
        AppDomain.CurrentDomain.UnhandledException += (_, failure) => AbortJob($"{(failure.ExceptionObject is MpiException known ? known.Message : failure.ExceptionObject)}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Leave(Environment.ExitCode);
    }

    /// <summary>Says why, and ends all processes.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="exitCode">What the job ends with.</param>
    [DoesNotReturn]
    public void AbortJob(string reason, int exitCode = 1)
    {
        Console.Error.WriteLine($"rank {rank} of {size} ends the job: {reason}");
        Abort(exitCode);
        throw new MpiException(reason);
    }

    /// <summary>Ends MPI here, where all ranks are done.</summary>
    public void Finish()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
            library.Finish();
    }

    // A rank that failed has not said goodbye to those that still wait for it in a collective: MPI_Finalize would wait for
    // them in turn.
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
        // mpirun may drop what it has not read yet of ranks that it ends.
        Thread.Sleep(TimeToBeRead);
        library.Abort(library.Handles.World, exitCode);
    }
}
