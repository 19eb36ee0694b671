using static TorchSharp.torch;

namespace LossDsl.Analyzers.Tests.Fuzz;

/// <summary>One call of a random program: as C# spells it, and as torch runs it.</summary>
/// <param name="Text">The expression; <c>{0}</c> stands for the first operand.</param>
/// <param name="Run">The same on tensors.</param>
/// <param name="Operands">The number of operands.</param>
internal sealed record FuzzOperator(string Text, Func<Tensor[], Tensor> Run, int Operands = 1);
