using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>Collects facts during the walk through a method. They are checked at the end, when the whole method is known.</summary>
/// <param name="root">The body that is analyzed.</param>
/// <param name="symbols">The known symbols.</param>
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

    public TokenTensorDeclarations Tokens => tokens;

    /// <summary>Adds a loss that is divided by counts.</summary>
    public void AddDivision(CountsUse use) => _uses.Add(use);

    /// <summary>Adds a <c>backward</c> call.</summary>
    public void AddBackward(LossValue loss, IOperation site, IOperation? loop) =>
        _differentiated[site] = (_differentiated.TryGetValue(site, out var known) ? known.Loss.Join(loss) : loss, loop);

    /// <summary>Adds a division of a gradient after <c>backward</c>.</summary>
    public void AddGradientScaling(IOperation site, IOperation count) => _scaledGradients.Add((site, count));

    /// <summary>Adds a value that escapes to unknown code, which may use it in any way.</summary>
    public void AddEscape(AbstractValue? fact)
    {
        if (fact is CountsValue counts)
            _escaped.Add(counts.Site);
        else if (fact is TupleValue tuple)
            tuple.Elements.ToList().ForEach(AddEscape);
    }

    /// <summary>Adds a tensor that is stored in a batch.</summary>
    public void AddStore(StoredTokenTensor stored, bool isHere)
    {
        if (isHere)
            _stored[stored.Value] = stored;
    }

    /// <summary>Runs the checks and returns their diagnostics.</summary>
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
