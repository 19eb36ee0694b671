namespace LossDsl;

/// <summary>The order in which a loop computes the results of a program.</summary>
/// <remarks>
/// Next comes the result that needs the fewest terms that are not computed yet, and it is stored or added at once, so that few
/// terms are live at any time. A processor has up to 32 vector registers; what does not fit is spilled to memory.
/// </remarks>
internal static class ResultSchedule
{
    /// <summary>Orders the results.</summary>
    /// <returns>
    /// The index of each result, counting the stored ones before the reduced ones, with the terms that it uses and no earlier result
    /// does, in topological order.
    /// </returns>
    public static IEnumerable<(int Result, List<Term> Terms)> Create(TokenProgram program)
    {
        var pending = program.Results.Select((result, place) => (Result: place, Terms: TokenProgram.Order([result]))).ToList();
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
