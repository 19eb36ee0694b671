namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>A function of terms, evaluated at many tokens by a compiled loop or by torch's operators.</summary>
/// <param name="x">The log-probability, by which slopes are taken.</param>
/// <param name="a">A tensor of the batch.</param>
/// <param name="b">Another one.</param>
internal delegate Term TokenFunction(Term x, Term a, Term b);
