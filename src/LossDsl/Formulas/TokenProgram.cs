using System.Globalization;
using System.Text;

namespace LossDsl;

/// <summary>A term whose values are reduced over the tokens of a row.</summary>
internal readonly record struct ReducedTerm(Term Term, RowReduction Reduction = RowReduction.Sum)
{
    /// <summary>Whether the reduction is a sum of zeros, as for a disabled metric. Loops skip it.</summary>
    public bool IsZero => Reduction == RowReduction.Sum && Term is { Operation: Operation.Constant, Value: 0 };
}

/// <summary>The computation at each token of a row: terms of one <see cref="TermGraph"/>.</summary>
/// <param name="Stored">Terms whose value is stored for each token.</param>
/// <param name="Reduced">Terms whose values are reduced over the row.</param>
internal sealed record TokenProgram(Term[] Stored, ReducedTerm[] Reduced)
{
    /// <summary>The index of the log-probabilities among the inputs.</summary>
    public const int LogprobInput = 0;

    /// <summary>The index of the first per-token field among the inputs.</summary>
    public const int FirstInput = 1;

    /// <summary>The stored terms, followed by the reduced ones.</summary>
    public IEnumerable<Term> Results => [.. Stored, .. Reduced.Select(reduced => reduced.Term)];

    /// <summary>All terms of the program in topological order: operands before the terms that use them.</summary>
    public IReadOnlyList<Term> Ordered() => Order(Results);

    /// <summary>Collects the terms that given results depend on, in topological order.</summary>
    /// <param name="results">The results.</param>
    public static List<Term> Order(IEnumerable<Term> results)
    {
        var (ordered, seen) = (new List<Term>(), new HashSet<Term>());
        foreach (var result in results)
            Visit(result);
        return ordered;

        void Visit(Term term)
        {
            if (!seen.Add(term))
                return;
            foreach (var operand in term.Operands)
                Visit(operand);
            ordered.Add(term);
        }
    }

    /// <summary>The program as text, one line per term; equal programs have equal text.</summary>
    public string ToText()
    {
        var (text, names) = (new StringBuilder(), new Dictionary<Term, int>());
        foreach (var term in Ordered())
        {
            names[term] = names.Count;
            text.Append(CultureInfo.InvariantCulture, $"{names[term]} = {term.Operation} {term.Value:R} {term.Index}");
            foreach (var operand in term.Operands)
                text.Append(CultureInfo.InvariantCulture, $" {names[operand]}");
            text.AppendLine();
        }

        foreach (var stored in Stored)
            text.AppendLine(CultureInfo.InvariantCulture, $"store {names[stored]}");
        foreach (var (term, reduction) in Reduced)
            text.AppendLine(CultureInfo.InvariantCulture, $"{reduction} {names[term]}");
        return text.ToString();
    }
}
