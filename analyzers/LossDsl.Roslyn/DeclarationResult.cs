using System.Collections.Immutable;
using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>
/// The result of reading a declaration: the model is the generator's input, the diagnostics are the analyzers' output.
/// </summary>
/// <remarks>Only the model is equatable and may be kept by the incremental pipeline. The symbols and locations belong to one
/// compilation.</remarks>
/// <param name="Model">The model; null if the record cannot be completed by another file.</param>
/// <param name="Properties">The property symbols of the model's items, in the same order.</param>
/// <param name="Diagnostics">The diagnostics of the declaration itself, without those of base records.</param>
internal sealed record DeclarationResult<TModel>(
    TModel? Model, ImmutableArray<IPropertySymbol> Properties, ImmutableArray<DeclarationDiagnostic> Diagnostics)
    where TModel : class, IDeclarationModel;
