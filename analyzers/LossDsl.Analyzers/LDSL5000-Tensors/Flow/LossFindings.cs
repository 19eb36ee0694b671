using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Collects what a walk comes across, and judges it when the whole method is known.</summary>
/// <param name="root">The body that is looked at.</param>
/// <param name="symbols">The symbols.</param>
/// <param name="tokens">The declared tensors per token.</param>
internal sealed partial class LossFindings(IOperation root, KnownSymbols symbols, TokenTensorDeclarations tokens)
{
    private readonly List<Diagnostic> _findings = [];
    private readonly HashSet<(DiagnosticDescriptor Rule, SyntaxNode Place)> _places = [];
    private readonly HashSet<CountsUse> _uses = [];
    private readonly HashSet<IOperation> _escaped = [];
    private readonly Dictionary<IOperation, (LossValue Loss, IOperation? Loop)> _differentiated = [];
    private readonly List<(IOperation Site, IOperation Count)> _scaledGradients = [];
    private readonly Dictionary<IOperation, StoredTokenTensor> _stored = [];

    /// <summary>The declared tensors per token.</summary>
    public TokenTensorDeclarations Tokens => tokens;

    /// <summary>A loss divides by counts.</summary>
    public void AddDivision(CountsUse use) => _uses.Add(use);

    /// <summary>A gradient is taken.</summary>
    public void AddBackward(LossValue loss, IOperation site, IOperation? loop) =>
        _differentiated[site] = (_differentiated.TryGetValue(site, out var known) ? known.Loss.Join(loss) : loss, loop);

    /// <summary>A gradient is divided after it was taken.</summary>
    public void AddGradientScaling(IOperation site, IOperation count) => _scaledGradients.Add((site, count));

    /// <summary>A value goes where nobody sees what becomes of it.</summary>
    public void AddEscape(AbstractValue? fact)
    {
        if (fact is CountsValue counts)
            _escaped.Add(counts.Site);
        else if (fact is TupleValue tuple)
            tuple.Elements.ToList().ForEach(AddEscape);
    }

    /// <summary>A tensor is put into a batch.</summary>
    public void AddStore(StoredTokenTensor stored, bool isHere)
    {
        if (isHere)
            _stored[stored.Value] = stored;
    }

    /// <summary>What is wrong.</summary>
    public ImmutableArray<Diagnostic> GetDiagnostics()
    {
        CheckCounts();
        CheckStaleCounts();
        CheckAverages();
        CheckGradients();
        CheckStoredTensors();
        return [.. _findings];
    }

    private void Report(DiagnosticDescriptor rule, SyntaxNode place, string message, ImmutableDictionary<string, string?>? properties = null)
    {
        if (root.Syntax.SyntaxTree == place.SyntaxTree && _places.Add((rule, place)))
            _findings.Add(Diagnostic.Create(rule, place.GetLocation(), properties, message));
    }
}
