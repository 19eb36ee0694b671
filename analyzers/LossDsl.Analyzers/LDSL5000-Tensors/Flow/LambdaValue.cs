using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Flow;

/// <summary>A function that is written where it is used.</summary>
/// <param name="Function">The function.</param>
internal sealed record LambdaValue(IAnonymousFunctionOperation Function) : AbstractValue;
