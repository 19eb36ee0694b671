namespace LossDsl.Cli.Training.Chart;

/// <summary>The horizontal axis: every phase has the same room, however many steps it has.</summary>
internal sealed class Timeline
{
    private readonly IReadOnlyList<(string Phase, int Steps)> _phases;
    private readonly double _left;
    private readonly double _room;

    /// <summary>Makes an axis.</summary>
    /// <param name="phases">The phases with their numbers of steps.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="width">How long it is.</param>
    public Timeline(IReadOnlyList<(string Phase, int Steps)> phases, double left, double width) =>
        (_phases, _left, _room) = (phases, left, width / phases.Count);

    /// <summary>The phases.</summary>
    public IReadOnlyList<(string Phase, int Steps)> Phases => _phases;

    /// <summary>Where a phase begins; that after the last is where the axis ends.</summary>
    /// <param name="phase">Its place.</param>
    public double GetPhaseStart(int phase) => _left + phase * _room;

    /// <summary>Where a step is.</summary>
    /// <param name="phase">The place of its phase.</param>
    /// <param name="step">Its number.</param>
    public double GetStepPosition(int phase, double step) => GetPhaseStart(phase) + _room * step / _phases[phase].Steps;
}
