using System.Collections.Immutable;
using LossDsl.Analyzers.Tensors.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tensors;

/// <summary>LDSL5900: the inferred shape of every tensor expression, to be shown by editors. Off by default.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapesCanBeShown : DiagnosticAnalyzer
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL5900",
        "The shape of a tensor can be shown",
        "{0} {1}",
        Category.Tensors,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: false,
        helpLinkUri: HelpLink.Root + "LDSL5900.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.GetOrCreate(start.Compilation) is not { } symbols)
                return;
            var shapes = new DeclaredShapes(symbols);
            TensorBodies.Register(start, symbols, (block, body) => Show(block, body, shapes));
        });
    }

    private static void Show(OperationBlockAnalysisContext context, IOperation body, DeclaredShapes shapes)
    {
        foreach (var pair in ShapeWalk.Through(body, context.OwningSymbol as IMethodSymbol, shapes).Inferred)
        {
            if (pair.Value.Shape is { } shape)
                context.ReportDiagnostic(Diagnostic.Create(Rule, pair.Key.GetLocation(), shape, pair.Value.Class.ToDisplayString()));
        }
    }
}
