namespace LossDsl;

/// <summary>The order in which a loop computes the results of a program, chosen to keep few vectors alive at a time.</summary>
/// <remarks>
/// The next result is always the one that needs the fewest terms beyond those already computed, and it is stored or reduced
/// immediately. A processor has 32 vector registers with AVX-512 and 16 without; vectors beyond these are spilled to memory.
/// </remarks>
internal static class ResultSchedule
{
    /// <summary>Computes the order.</summary>
    /// <param name="program">The program.</param>
    /// <returns>
    /// The index of each result in <see cref="TokenProgram.Results"/>, with the terms to compute for it that no earlier result
    /// needed, in topological order.
    /// </returns>
    public static IEnumerable<(int Result, List<Term> Terms)> Create(TokenProgram program)
    {
        var pending = program.Results.Select((result, index) => (Result: index, Terms: TokenProgram.Order([result]))).ToList();
        while (pending.Count > 0)
        {
            var next = pending.MinBy(entry => entry.Terms.Count(term => !term.IsRowwise));
            pending.Remove(next);
            var computed = next.Terms.ToHashSet();
            foreach (var (_, terms) in pending)
                terms.RemoveAll(computed.Contains);
            yield return next;
        }
    }
}
