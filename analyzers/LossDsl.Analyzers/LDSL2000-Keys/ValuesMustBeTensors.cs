using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Keys;

/// <summary>LDSL2003: the value under the key of a declared tensor must be a tensor.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValuesMustBeTensors() : SingleRuleAnalyzer(Rule)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        "LDSL2003",
        "The value under the key of a tensor must be a tensor",
        "'{0}' is a tensor in {1}, but the value is of type {2}",
        Category.Keys,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + "LDSL2003.md");

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        var dataDicts = new DataDictKeys.Reader(symbols);
        context.RegisterOperationAction(
            operation =>
            {
                foreach (var access in BatchAccess.FindWrites(operation.Operation))
                    Check(operation, access, dataDicts);
            },
            BatchAccess.WriteKinds);
    }

    private static void Check(OperationAnalysisContext context, BatchAccess access, DataDictKeys.Reader dataDicts)
    {
        if (access.Value is not { } value
            || dataDicts.GetForBatchType(access.Batch.Type) is not { } dataDict
            || KeyStrings.FindIn(access.Key).Select(text => text.Text).ToList() is not [var key, ..] keys
            || !keys.TrueForAll(dataDict.HasKey))
        {
            return;
        }

        var given = value.WalkDownConversion();
        if (given.Type is { } type && !CanBeTensor(type, dataDicts.KnownSymbols.TensorType, context.Compilation))
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                given.Syntax.GetLocation(),
                key,
                dataDict.Name,
                type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
    }

    // An error only if no reference conversion to Tensor exists. User-defined conversions do not count: a batch stores objects, so
    // the compiler does not apply them.
    private static bool CanBeTensor(ITypeSymbol type, INamedTypeSymbol tensor, Compilation compilation)
    {
        if (type.TypeKind is TypeKind.Error or TypeKind.Dynamic or TypeKind.TypeParameter)
            return true;
        var conversion = ((CSharpCompilation)compilation).ClassifyConversion(type, tensor);
        return conversion.IsIdentity || conversion.IsReference;
    }
}
