namespace LossDsl.Bench;

/// <summary>The names of the contenders.</summary>
internal static class ContenderNames
{
    /// <summary>The memory bandwidth: a lower bound of the time.</summary>
    public const string Limit = "limit";

    /// <summary>This library, in its default or a named variant.</summary>
    public const string Ours = "ours";

    /// <summary>The same formulas with torch's operators, from C#.</summary>
    public const string Operators = "operators";

    /// <summary>The operators in a process with a tuned allocator, which keeps memory between operators.</summary>
    public const string OperatorsTuned = "operators_tuned";

    public const string Python = "python";

    /// <summary>Eager PyTorch in Python with a tuned allocator.</summary>
    public const string PythonTuned = "python_tuned";
}
