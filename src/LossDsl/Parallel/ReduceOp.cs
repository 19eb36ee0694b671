namespace LossDsl;

/// <summary>The reduction of <see cref="IProcessGroup.AllReduce"/>.</summary>
public enum ReduceOp
{
    /// <summary>The elementwise sum.</summary>
    Sum,

    /// <summary>The elementwise maximum.</summary>
    Max,

    /// <summary>The elementwise minimum.</summary>
    Min,
}
