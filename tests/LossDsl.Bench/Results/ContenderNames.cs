namespace LossDsl.Bench;

/// <summary>Who takes part.</summary>
internal static class ContenderNames
{
    /// <summary>The limit of memory.</summary>
    public const string Limit = "limit";

    /// <summary>This library, as it is by default or as a way says.</summary>
    public const string Ours = "ours";

    /// <summary>The same formulas in torch's operators, from C#.</summary>
    public const string Operators = "operators";

    /// <summary>The operators in a process whose allocator keeps memory and does not give it back between operators.</summary>
    public const string OperatorsTuned = "operators_tuned";

    /// <summary>Eager PyTorch in Python.</summary>
    public const string Python = "python";

    /// <summary>The same where memory is kept and not given back between operators.</summary>
    public const string PythonTuned = "python_tuned";
}
