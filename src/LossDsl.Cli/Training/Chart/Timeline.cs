namespace LossDsl.Cli.Training.Chart;

/// <summary>The horizontal axis. All phases have the same width, whatever their number of steps.</summary>
internal sealed class Timeline
{
    private readonly IReadOnlyList<(string Phase, int Steps)> _phases;
    private readonly double _left;
    private readonly double _room;

    /// <summary>Creates an axis.</summary>
    /// <param name="phases">The phases with their numbers of steps.</param>
    /// <param name="left">The left end.</param>
    /// <param name="width">The width.</param>
    public Timeline(IReadOnlyList<(string Phase, int Steps)> phases, double left, double width) =>
        (_phases, _left, _room) = (phases, left, width / phases.Count);

    public IReadOnlyList<(string Phase, int Steps)> Phases => _phases;

    /// <summary>The position where a phase starts; for the index after the last phase, the end of the axis.</summary>
    /// <param name="phase">The index of the phase.</param>
    public double GetPhaseStart(int phase) => _left + phase * _room;

    /// <summary>The position of a step.</summary>
    /// <param name="phase">The index of the phase.</param>
    /// <param name="step">The number of the step.</param>
    public double GetStepPosition(int phase, double step) => GetPhaseStart(phase) + _room * step / _phases[phase].Steps;
}
