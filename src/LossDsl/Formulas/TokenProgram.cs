using System.Globalization;
using System.Text;

namespace LossDsl;

/// <summary>A value of each token that is reduced over the tokens of a row.</summary>
internal readonly record struct ReducedTerm(Term Term, RowReduction Reduction = RowReduction.Sum)
{
    /// <summary>Whether it is a sum of zeros, as of a metric that is turned off: a loop leaves it as it begins.</summary>
    public bool IsZero => Reduction == RowReduction.Sum && Term is { Operation: Operation.Constant, Value: 0 };
}

/// <summary>What is computed at each token of a row: terms of one <see cref="TermGraph"/>.</summary>
/// <param name="Stored">Terms of which each token's value is stored.</param>
/// <param name="Reduced">Terms that are reduced over the row.</param>
internal sealed record TokenProgram(Term[] Stored, ReducedTerm[] Reduced)
{
    /// <summary>The place of the log-probabilities among the inputs.</summary>
    public const int LogprobInput = 0;

    /// <summary>The place of the first per-token field among the inputs.</summary>
    public const int FirstInput = 1;

    /// <summary>What is stored, and then what is reduced.</summary>
    public IEnumerable<Term> Results => [.. Stored, .. Reduced.Select(reduced => reduced.Term)];

    /// <summary>All terms that it takes, operands before what is made of them.</summary>
    public IReadOnlyList<Term> Ordered() => Order(Results);

    /// <summary>All terms that some results take, operands before what is made of them.</summary>
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

    /// <summary>The program as text: one line a term, the same for equal programs.</summary>
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
