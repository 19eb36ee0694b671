using System.Collections.Concurrent;

namespace LossDsl;

/// <summary>
/// Caches compiled loops, so that losses with the same formula and settings share them: compiling a loop takes some milliseconds.
/// </summary>
internal static class CompiledLoopCache
{
    // The cache is cleared when it reaches this size. A loss keeps references to its own loops.
    private const int Most = 256;

    private static readonly ConcurrentDictionary<(string Program, ScalarType DType, int Width), RowLoop> Loops = new();

    /// <summary>Returns the compiled loop of a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="dtype">float32 or float64.</param>
    /// <param name="width">The vector width in bits.</param>
    /// <param name="compile">Compiles the program if it is not cached.</param>
    public static RowLoop Get(TokenProgram program, ScalarType dtype, int width, Func<TokenProgram, RowLoop> compile)
    {
        if (Loops.Count > Most)
            Loops.Clear();
        return Loops.GetOrAdd((program.ToText(), dtype, width), _ => compile(program));
    }
}
