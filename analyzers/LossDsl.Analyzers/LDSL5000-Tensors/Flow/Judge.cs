using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Collects what a walk comes across, and judges it when the whole method is known.</summary>
/// <param name="root">The body that is looked at.</param>
/// <param name="vocabulary">The vocabulary.</param>
/// <param name="tokens">The declared tensors per token.</param>
internal sealed partial class Judge(IOperation root, Vocabulary vocabulary, DeclaredTokens tokens)
{
    private readonly List<Diagnostic> _findings = [];
    private readonly HashSet<(DiagnosticDescriptor Rule, SyntaxNode Place)> _places = [];
    private readonly HashSet<CountsUse> _uses = [];
    private readonly HashSet<IOperation> _escaped = [];
    private readonly Dictionary<IOperation, (LossFact Loss, IOperation? Loop)> _differentiated = [];
    private readonly List<(IOperation Site, IOperation Count)> _scaledGradients = [];
    private readonly Dictionary<IOperation, StoredTokens> _stored = [];

    /// <summary>The declared tensors per token.</summary>
    public DeclaredTokens Tokens => tokens;

    /// <summary>A loss divides by counts.</summary>
    public void Divides(CountsUse use) => _uses.Add(use);

    /// <summary>A gradient is taken.</summary>
    public void Differentiates(LossFact loss, IOperation site, IOperation? loop) =>
        _differentiated[site] = (_differentiated.TryGetValue(site, out var known) ? known.Loss.With(loss) : loss, loop);

    /// <summary>A gradient is divided after it was taken.</summary>
    public void ScalesGradient(IOperation site, IOperation count) => _scaledGradients.Add((site, count));

    /// <summary>A value goes where nobody sees what becomes of it.</summary>
    public void Escapes(Fact? fact)
    {
        if (fact is CountsFact counts)
            _escaped.Add(counts.Site);
        else if (fact is TupleFact tuple)
            tuple.Elements.ToList().ForEach(Escapes);
    }

    /// <summary>A tensor is put into a batch.</summary>
    public void Stores(StoredTokens stored, bool isHere)
    {
        if (isHere)
            _stored[stored.Value] = stored;
    }

    /// <summary>What is wrong.</summary>
    public ImmutableArray<Diagnostic> Verdict()
    {
        JudgeCounts();
        JudgeStaleCounts();
        JudgeAverages();
        JudgeGradients();
        JudgeStored();
        return [.. _findings];
    }

    private void Say(DiagnosticDescriptor rule, SyntaxNode place, string message, ImmutableDictionary<string, string?>? properties = null)
    {
        if (root.Syntax.SyntaxTree == place.SyntaxTree && _places.Add((rule, place)))
            _findings.Add(Diagnostic.Create(rule, place.GetLocation(), properties, message));
    }
}
