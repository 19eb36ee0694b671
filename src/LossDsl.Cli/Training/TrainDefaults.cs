namespace LossDsl.Cli.Training;

/// <summary>What a run is unless it is told otherwise: a few minutes on two cores.</summary>
internal static class TrainDefaults
{
    /// <summary>The dictionary that Debian's wamerican brings.</summary>
    public const string Dictionary = "/usr/share/dict/words";

    /// <summary>Which of its lines are words.</summary>
    public const string DictionaryPattern = "[a-z]{3,}";

    /// <summary>The most characters of an example.</summary>
    public const int MaxLength = 12;

    /// <summary>The phases in order.</summary>
    public const string Phases = $"{SupervisedPhase.Key},{PreferencePhase.Key},{GrpoPhase.Key}";

    /// <summary>The steps of the supervised phase.</summary>
    public const int SftSteps = 600;

    /// <summary>The steps of DPO.</summary>
    public const int DpoSteps = 200;

    /// <summary>The steps of GRPO.</summary>
    public const int GrpoSteps = 80;

    /// <summary>The threads of torch: for a model this small a second one waits longer than it works.</summary>
    public const int Threads = 1;

    /// <summary>The full rows that go through the model at once; of shorter ones more do.</summary>
    public const int Microbatch = 32;
}
