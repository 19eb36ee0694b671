using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// Preserves the handlers of the signals that .NET turns into exceptions (null reference, division by zero). Libraries that MPI
/// loads, such as UCX, install handlers of their own, which would end the process instead.
/// </summary>
internal static unsafe partial class SignalHandlers
{
    // At least the size of struct sigaction on any system. The content is saved and restored as is.
    private const int Room = 512;

    private static readonly int[] Numbers = OperatingSystem.IsMacOS() ? [4, 5, 6, 8, 10, 11] : [4, 5, 6, 7, 8, 11];

    /// <summary>Runs a function and restores the signal handlers.</summary>
    public static T Preserve<T>(Func<T> act)
    {
        if (OperatingSystem.IsWindows())
            return act();
        var before = new byte[Numbers.Length * Room];
        fixed (byte* kept = before)
        {
            var isKept = new bool[Numbers.Length];
            for (var i = 0; i < Numbers.Length; i++)
                isKept[i] = sigaction(Numbers[i], null, kept + i * Room) == 0;
            var result = act();
            for (var i = 0; i < Numbers.Length; i++)
            {
                if (isKept[i])
                    _ = sigaction(Numbers[i], kept + i * Room, null);
            }

            return result;
        }
    }

    [LibraryImport("libc")]
    private static partial int sigaction(int signal, byte* action, byte* old);
}
