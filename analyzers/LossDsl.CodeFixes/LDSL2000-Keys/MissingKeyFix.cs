using System.Composition;
using LossDsl.Analyzers.Keys;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes.Keys;

/// <summary>LDSL2001: adds the missing keys, if a tensor with a matching name is in scope for each of them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingKeyFix)), Shared]
public sealed class MissingKeyFix() : RuleCodeFixProvider(BatchesMustHaveTheirKeys.Rule)
{
    /// <inheritdoc/>
    protected override CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(BatchesMustHaveTheirKeys.MissingKeys, out var missing) || missing is null
            || node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation)
        {
            return null;
        }

        var entries = new List<(string Key, string Value)>();
        foreach (var pair in missing.Split(';'))
        {
            var separator = pair.LastIndexOf('=');
            var (key, property) = (pair.Substring(0, separator), pair.Substring(separator + 1));
            if (TensorNamed(property, creation.SpanStart, model) is not { } value)
                return null;
            entries.Add((key, value));
        }

        var title = entries.Count == 1 ? $"Add '{entries[0].Key}'" : $"Add {entries.Count} missing keys";
        return new CodeEdit(title, editor => editor.ReplaceNode(
            creation, (current, _) => InitializerEntries.Add((BaseObjectCreationExpressionSyntax)current, entries)));
    }

    // prevLogprobs, _prevLogprobs or PrevLogprobs: a local, parameter, field or property of type Tensor that is in scope.
    private static string? TensorNamed(string property, int position, SemanticModel model)
    {
        var camel = char.ToLowerInvariant(property[0]) + property.Substring(1);
        return new[] { camel, "_" + camel, property }.FirstOrDefault(name => model.LookupSymbols(position, name: name)
            .Any(symbol => IsTensor(symbol) && IsAlreadyThere(symbol, position)));
    }

    private static bool IsTensor(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    } is { Name: "Tensor", ContainingType.Name: "torch", NullableAnnotation: not NullableAnnotation.Annotated };

    private static bool IsAlreadyThere(ISymbol symbol, int position) =>
        symbol is not ILocalSymbol || symbol.Locations.All(location => location.SourceSpan.End <= position);
}
