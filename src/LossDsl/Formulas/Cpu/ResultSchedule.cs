namespace LossDsl;

/// <summary>In which order a loop computes the results of a program.</summary>
/// <remarks>
/// Each time the result that takes the fewest terms besides those that are there already, and it is stored or added at once: so few
/// terms wait for their use at any time. A processor has 32 registers for vectors, and what does not fit goes through memory.
/// </remarks>
internal static class ResultSchedule
{
    /// <summary>Orders the results.</summary>
    /// <returns>
    /// The places of the results, first among the stored and then among the reduced ones, each with the terms that it takes and no
    /// earlier one does, operands first.
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
