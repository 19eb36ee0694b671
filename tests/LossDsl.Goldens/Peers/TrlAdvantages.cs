namespace LossDsl.Goldens.Peers;

/// <summary>The advantages of TRL's GRPO trainer.</summary>
internal static class TrlAdvantages
{
    private const double Epsilon = 1e-4;

    /// <summary>Computes a case of the trainer's code for advantages.</summary>
    public static PeerOutcome Compute(PeerCase peer) => throw new NotSupportedException("rewards that do not apply are left out of their group");
}
