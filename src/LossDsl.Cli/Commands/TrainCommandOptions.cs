using System.CommandLine;
using LossDsl.Cli.Training;

namespace LossDsl.Cli.Commands;

/// <summary>The options of <c>lossdsl train</c>.</summary>
internal sealed class TrainCommandOptions
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = "Text file with an example on every line. "
            + $"Default: the lower-case words of {TrainDefaults.Dictionary}.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _pattern = new("--pattern")
    {
        Description = "Regular expression that an example matches as a whole; other lines are left out.",
        HelpName = "REGEX",
    };

    private readonly Option<int> _maxLength = Count(
        "--max-length", TrainDefaults.MaxLength, "The most characters of an example; longer lines are left out.");

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder for log, chart and checkpoint. Default: runs/DATE-TIME.",
        HelpName = "DIR",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed: the same seed and number of threads give the same numbers.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string> _phases = new("--phases")
    {
        Description = $"Phases in order, each at most once, of {string.Join(", ", PhaseCatalog.Names)}.",
        HelpName = "NAME,…",
        DefaultValueFactory = _ => TrainDefaults.Phases,
    };

    private readonly Option<int> _sftSteps = Count(
        "--sft-steps", TrainDefaults.SftSteps, "Steps of the supervised phase.");

    private readonly Option<int> _dpoSteps = Count(
        "--dpo-steps", TrainDefaults.DpoSteps, "Steps of DPO: pairs of a real word and a misspelt one.");

    private readonly Option<int> _grpoSteps = Count(
        "--grpo-steps", TrainDefaults.GrpoSteps, "Steps of GRPO: rollouts, with several updates each.");

    private readonly Option<int> _microbatch = Count(
        "--microbatch", TrainDefaults.Microbatch, "Full rows that go through the model at once; of shorter ones more do.");

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "A tenth of the default steps, to see everything once.",
    };

    private readonly Option<bool> _float32 = new("--float32")
    {
        Description = "Compute in float32, not float64: faster, but runs that are split otherwise agree only until rounding has grown.",
    };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Resume a run: its folder or its checkpoint. Its options are kept.",
        HelpName = "PATH",
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads of torch, for each process.",
        DefaultValueFactory = _ => TrainDefaults.Threads,
        HelpName = "N",
    };

    private readonly Option<string?> _device = new("--device")
    {
        Description = "cpu or cuda. Default: cuda where there is one.",
        HelpName = "DEVICE",
    };

    private readonly TrainPolicyOptions _policy = new();

    private readonly TrainSplitOptions _split = new();

    public TrainCommandOptions()
    {
        _device.AcceptOnlyFromAmong("cpu", "cuda");
        _threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--threads must be at least 1");
        });
    }

    /// <summary>All options, in the order of the help text.</summary>
    public IEnumerable<Option> All => [.. CheckpointedOptions, _resume, _threads, _device, .. _split.All];

    // Options that a resumed run takes from its checkpoint.
    private Option[] CheckpointedOptions =>
        [_data, _pattern, _maxLength, _out, _seed, _phases, _sftSteps, _dpoSteps, _grpoSteps, _microbatch, _quick, _float32, .. _policy.All];

    /// <summary>The path of the run to resume; null for a new run.</summary>
    public string? GetResumePath(ParseResult parsed)
    {
        var path = parsed.GetValue(_resume);
        if (path is not null && Array.Find(CheckpointedOptions, option => parsed.GetResult(option) is { Implicit: false }) is { } given)
            throw new UsageException(
                $"{given.Name} cannot be given with --resume: a resumed run keeps its options");
        return path;
    }

    public string GetFolder(ParseResult parsed) => parsed.GetValue(_out) ?? RunFolder.Default;

    /// <summary>How the run is split over processes. A resumed run may be split differently.</summary>
    public SplitRequest GetSplitRequest(ParseResult parsed) => _split.GetSplitRequest(parsed);

    /// <summary>Threads and device. Several processes must not share one CUDA device.</summary>
    public MachineOptions GetMachineOptions(ParseResult parsed, Split split) =>
        new(parsed.GetValue(_threads), parsed.GetValue(_device) ?? (split.Ranks > 1 ? "cpu" : null));

    /// <summary>The options of a new run that determine its results.</summary>
    public TrainOptions GetTrainOptions(ParseResult parsed)
    {
        var data = parsed.GetValue(_data);
        return new TrainOptions
        {
            Data = Path.GetFullPath(data ?? TrainDefaults.Dictionary),
            // From a dictionary, names, abbreviations and possessives are filtered out; the lines of a user's file are all used.
            Pattern = parsed.GetValue(_pattern) ?? (data is null ? TrainDefaults.DictionaryPattern : null),
            MaxLength = parsed.GetValue(_maxLength),
            Seed = parsed.GetValue(_seed),
            Phases = TrainPhases.Parse(parsed.GetRequiredValue(_phases)),
            SftSteps = Steps(_sftSteps),
            DpoSteps = Steps(_dpoSteps),
            GrpoSteps = Steps(_grpoSteps),
            Microbatch = parsed.GetValue(_microbatch),
            Float32 = parsed.GetValue(_float32),
            PolicyLoss = _policy.GetPolicyLoss(parsed),
        };

        int Steps(Option<int> option)
        {
            var quick = parsed.GetValue(_quick) && parsed.GetResult(option) is null or { Implicit: true };
            return quick ? Math.Max(1, parsed.GetValue(option) / 10) : parsed.GetValue(option);
        }
    }

    private static Option<int> Count(string name, int value, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be at least 1");
        });
        return option;
    }
}
