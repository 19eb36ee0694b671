namespace LossDsl;

/// <summary>What a sweep over tokens adds up, each sum weighted as the metrics and the loss want it.</summary>
internal struct SweepSums
{
    /// <summary>Surrogate and divergence, by the weights of the loss.</summary>
    public double Policy, Divergence;

    /// <summary>By token mask times sample mask.</summary>
    public double Ratio, Clamped, Importance, MultError, PLogP;

    /// <summary>Adds another's.</summary>
    public void Add(in SweepSums other)
    {
        Policy += other.Policy;
        Divergence += other.Divergence;
        Ratio += other.Ratio;
        Clamped += other.Clamped;
        Importance += other.Importance;
        MultError += other.MultError;
        PLogP += other.PLogP;
    }
}
