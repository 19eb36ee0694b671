namespace LossDsl.Cli.Training;

/// <summary>The default options of a run, which takes a few minutes on two cores.</summary>
internal static class TrainDefaults
{
    /// <summary>The dictionary of Debian's package wamerican.</summary>
    public const string Dictionary = "/usr/share/dict/words";

    /// <summary>The lines of the dictionary that are used.</summary>
    public const string DictionaryPattern = "[a-z]{3,}";

    /// <summary>The maximum number of characters of an example.</summary>
    public const int MaxLength = 12;

    public const string Phases = $"{SupervisedPhase.Key},{PreferencePhase.Key},{GrpoPhase.Key}";

    public const int SftSteps = 600;

    public const int DpoSteps = 200;

    public const int GrpoSteps = 80;

    /// <summary>The upper bound of GRPO's ratio, as in DAPO (arXiv:2503.14476).</summary>
    public const double RatioUpperBound = 1.28;

    /// <summary>The weight of GRPO's KL penalty.</summary>
    public const double ReferencePolicyKlPenalty = 0.1;

    /// <summary>The number of torch's threads. For a model this small, a second thread does not pay off.</summary>
    public const int Threads = 1;

    /// <summary>The number of full rows per microbatch; of shorter rows there are more.</summary>
    public const int Microbatch = 32;
}
