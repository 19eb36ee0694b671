using System.Collections.Concurrent;

namespace LossDsl;

/// <summary>
/// The loops of late: losses with the same formula and settings share theirs, as a loop takes some milliseconds to compile.
/// </summary>
internal static class CompiledLoopCache
{
    // With so many the dictionary starts anew; a loss keeps its own.
    private const int Most = 256;

    private static readonly ConcurrentDictionary<(string Program, ScalarType DType, int Width), RowLoop> Loops = new();

    /// <summary>The loop of a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="width">Bits of the vectors.</param>
    /// <param name="compile">Compiles it.</param>
    public static RowLoop Get(TokenProgram program, ScalarType dtype, int width, Func<TokenProgram, RowLoop> compile)
    {
        if (Loops.Count > Most)
            Loops.Clear();
        return Loops.GetOrAdd((program.ToText(), dtype, width), _ => compile(program));
    }
}
