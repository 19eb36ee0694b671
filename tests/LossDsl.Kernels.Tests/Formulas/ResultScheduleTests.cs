namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>The order in which a loop computes what a program gives.</summary>
public sealed class ResultScheduleTests
{
    private static readonly Term X = Term.Logprob;

    [Fact]
    public void The_result_of_fewest_further_terms_comes_first()
    {
        var exponential = Term.Exp(X);
        // Besides the exponential each takes one term, and what is stored takes both.
        var (sum, product) = (exponential + 1, exponential * exponential);
        var program = new TokenProgram([Term.Sqrt(sum) + Term.Sqrt(product)], [new(product), new(exponential, RowReduction.Max), new(sum)]);

        Assert.Equal([2, 1, 3, 0], ResultSchedule.Create(program).Select(entry => entry.Result));
    }

    [Fact]
    public void Each_term_is_computed_once_and_after_its_operands()
    {
        var (a, b) = (Term.Exp(X), Term.Abs(X - 2));
        var program = new TokenProgram([a * b, a / (b + 1)], [new(a - b), new(b), new(Term.Exp(a * b), RowReduction.Min)]);

        var terms = ResultSchedule.Create(program).SelectMany(entry => entry.Terms).ToList();

        Assert.Equal(program.Ordered().ToHashSet(), [.. terms]);
        Assert.Equal(terms.Count, terms.Distinct().Count());
        Assert.All(terms, term => Assert.All(term.Operands, operand => Assert.True(terms.IndexOf(operand) < terms.IndexOf(term))));
    }

    [Fact]
    public void Every_result_has_its_terms_by_then()
    {
        var program = new TokenProgram([Term.Exp(X), X], [new(Term.Exp(X) * X), new(X)]);
        Term[] results = [.. program.Results];
        var computed = new HashSet<Term>();
        foreach (var (result, terms) in ResultSchedule.Create(program))
        {
            computed.UnionWith(terms);
            Assert.Contains(results[result], computed);
        }
    }
}
