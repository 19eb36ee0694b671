namespace LossDsl;

/// <summary>How the tensors of all ranks become one.</summary>
public enum ReduceOp
{
    /// <summary>They add up.</summary>
    Sum,

    /// <summary>The greatest counts, element by element.</summary>
    Max,

    /// <summary>The least counts, element by element.</summary>
    Min,
}
