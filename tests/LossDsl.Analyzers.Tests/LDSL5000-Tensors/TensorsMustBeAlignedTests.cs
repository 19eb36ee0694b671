using LossDsl.Analyzers.Tensors;
using LossDsl.Analyzers.Tests.Harness;

namespace LossDsl.Analyzers.Tests.Tensors;

public sealed class TensorsMustBeAlignedTests() : RuleTest<LossArithmeticMustBeSound>("LDSL5003")
{
    private static string InMethod(string body) => $$"""
        [DataDict]
        public partial record Scores
        {
            [Tensor("B S", Alignment = TokenAlignment.Next)] public required Tensor Reference { get; init; }
            [Tensor("B S")] public required Tensor Free { get; init; }
        }

        class Trainer
        {
            static object Step(ClippedPGLossDataDict policy, BatchedDataDict<ClippedPGLossDataDict> carried, BatchedDataDict<DPOLossDataDict> pairs, Scores scores, Tensor t)
            {
                {{body}}
                return pairs;
            }
        }
        """;

    [Fact]
    public Task An_entry_of_one_key_is_off_by_one_under_another() => Reports(
        InMethod("""pairs["reference_policy_logprobs"] = [|policy.ReferencePolicyLogprobs|];"""),
        "Entry t of ClippedPGLossDataDict.ReferencePolicyLogprobs describes token t, entry t of 'reference_policy_logprobs' of DPOLossDataDict token t+1: every entry would be off by one; roll(-1, 1) lines it up");

    [Theory]
    [InlineData("""pairs.Add("reference_policy_logprobs", [|carried["reference_policy_logprobs"]|]);""")]
    [InlineData("""pairs["reference_policy_logprobs"] = [|carried.GetTensor("prev_logprobs").to(float32).detach()|];""")]
    [InlineData("""var reference = policy.PrevLogprobs; pairs["reference_policy_logprobs"] = [|reference|];""")]
    [InlineData("""pairs["reference_policy_logprobs"] = [|policy.PrevLogprobs.narrow(1, 0, 3)|];""")]
    [InlineData("""_ = policy with { PrevLogprobs = [|scores.Reference|] };""")]
    [InlineData("""_ = new Scores { Reference = [|policy.Advantages|], Free = policy.Advantages };""")]
    [InlineData("""_ = new BatchedDataDict<DPOLossDataDict> { ["reference_policy_logprobs"] = [|(Tensor?)carried["advantages"]|] };""")]
    public Task Wherever_it_comes_from_and_goes(string body) => Reports(InMethod(body));

    [Theory]
    [InlineData("""pairs["reference_policy_logprobs"] = scores.Reference;""")]
    [InlineData("""pairs["input_ids"] = policy.InputIds;""")]
    [InlineData("""pairs["sample_mask"] = policy.SampleMask;""")]
    [InlineData("""pairs["reference_policy_logprobs"] = t;""")]
    [InlineData("""pairs["reference_policy_logprobs"] = scores.Free;""")]
    [InlineData("""pairs["reference_policy_logprobs"] = policy.PrevLogprobs.narrow(1, 1, 3);""")]
    [InlineData("""pairs["old_logprobs"] = policy.PrevLogprobs;""")]
    [InlineData("""var reference = policy.PrevLogprobs; reference = scores.Reference; pairs["reference_policy_logprobs"] = reference;""")]
    public Task Silent_where_they_agree_or_nobody_can_know(string body) => ReportsNothing(InMethod(body));
}
