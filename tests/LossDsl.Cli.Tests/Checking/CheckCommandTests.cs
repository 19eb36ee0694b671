using LossDsl.Cli.Checking;

namespace LossDsl.Cli.Tests.Checking;

/// <summary><c>lossdsl check</c> reports the same violations of a file as the analyzers.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private static readonly string[] Grpo =
    [
        "loss_fn:",
        "  reference_policy_kl_penalty: 0.01",
        "  ratio_clip_min: 0.2",
        "  ratio_clip_mx: 0.28",
        "  ratio_clip_c: 0.9",
        "  use_on_policy_kl_approximation: no",
        "  use_importance_sampling_correction: true",
        "  token_level_loss: true",
    ];

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("loss_fn")]
    [InlineData("loss_fn", "--type", "ClippedPGLossConfig")]
    public void What_is_wrong_is_said_in_the_form_of_a_compiler(params string[] section)
    {
        var file = _folder.With("grpo.yaml", Grpo);

        var ran = ProgramRun.Run(["check", file, "--section", .. section]);

        Assert.Equal(
            $"""
            {file}(1,1): error LDSL4002: ratio_clip_max is missing; it is required
            {file}(4,3): error LDSL4001: ratio_clip_mx is not a key of ClippedPGLossConfig; did you mean 'ratio_clip_max'?
            {file}(5,3): error LDSL4005: ratio_clip_c is 0.9; it must be greater than 1
            {file}(6,3): error LDSL4004: use_on_policy_kl_approximation is "no"; it must be true or false

            """,
            ran.Output);
        Assert.Equal((1, ""), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public void What_is_right_is_said_in_one_line()
    {
        var file = _folder.With("dpo.json", DPOLossConfigText());

        var ran = ProgramRun.Run("check", file);

        Assert.Equal((0, $"{file}: a valid DPOLossConfig\n", ""), (ran.ExitCode, ran.Output, ran.Error));
    }

    [Theory]
    [InlineData("grpo.loss", "(1,1): error LDSL4008: grpo is not a section of this file; sections: 'loss_fn'")]
    [InlineData("los_fn", "(1,1): error LDSL4008: los_fn is not a section of this file; did you mean 'loss_fn'?")]
    public void A_missing_section_needs_no_type_to_be_named(string section, string message)
    {
        var file = _folder.With("grpo.yaml", Grpo);

        Assert.Equal(new ConfigValidationResult(false, [file + message]).Messages, ConfigValidationResult.Validate(file, section, type: null).Messages);
    }

    [Fact]
    public void Every_config_of_the_library_is_known() => Assert.Equal(
        typeof(ClippedPGLossConfig).Assembly.GetTypes().Where(type => type.IsDefined(typeof(LossConfigAttribute), inherit: false)).Select(type => type.Name).Order(),
        KnownConfig.All.Select(known => known.Name).Order());

    [Fact]
    public void Where_the_keys_leave_the_type_open_it_is_asked_for() =>
        ProgramRun.Run("check", _folder.With("c.yaml", "reference_policy_kl_penalty: 1")).AssertRefused(
            "the config type cannot be inferred from the keys; --section names the part of the file, --type the config: there are ClippedPGLossConfig, DPOLossConfig, PolicyGradientLossConfig, RolloutCorrectionConfig, ValueLossConfig");

    [Fact]
    public void A_section_that_was_given_is_not_asked_for() =>
        ProgramRun.Run("check", _folder.With("c.yaml", "loss_fn: {reference_policy_kl_penalty: 1}"), "--section", "loss_fn").AssertRefused(
            "the config type cannot be inferred from the keys under loss_fn; --type names it: there are ClippedPGLossConfig, DPOLossConfig, PolicyGradientLossConfig, RolloutCorrectionConfig, ValueLossConfig");

    [Theory]
    [InlineData("ClipedPGLossConfig", "there are ClippedPGLossConfig, DPOLossConfig, PolicyGradientLossConfig, RolloutCorrectionConfig, ValueLossConfig; did you mean 'ClippedPGLossConfig'?")]
    [InlineData("Other", "there are ClippedPGLossConfig, DPOLossConfig, PolicyGradientLossConfig, RolloutCorrectionConfig, ValueLossConfig")]
    public void An_unknown_type_is_refused_with_the_way_out(string type, string wayOut) => ProgramRun.Run(
        "check", _folder.With("c.yaml", "x: 1"), "--type", type).AssertRefused($"'{type}' is not a known config type; {wayOut}");

    [Fact]
    public void A_file_that_is_not_there_is_refused() => ProgramRun.Run("check", "none.yaml").AssertRefused("none.yaml: file not found");

    [Fact]
    public void A_file_of_another_format_is_refused()
    {
        var file = _folder.With("c.toml", "x = 1");
        ProgramRun.Run("check", file).AssertRefused($"{file}: has an unsupported extension; expected .json, .yaml or .yml");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static string DPOLossConfigText() => new DPOLossConfig
    {
        ReferencePolicyKlPenalty = 0.1, PreferenceLossWeight = 1, SftLossWeight = 0, PreferenceAverageLogProbs = false, SftAverageLogProbs = true,
    }.ToJson();
}
