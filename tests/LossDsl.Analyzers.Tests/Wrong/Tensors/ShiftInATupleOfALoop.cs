// LDSL5003 error: Entry t of ClippedPGLossDataDict.PrevLogprobs describes token t, entry t of 'reference_policy_logprobs' of DPOLossDataDict token t+1: every entry would be off by one; roll(-1, 1) lines it up
using System.Linq;

static class Pairs
{
    public static void Fill(IEnumerable<(BatchedDataDict<DPOLossDataDict> Pairs, ClippedPGLossDataDict Policy)> all)
    {
        foreach (var (pairs, policy) in all)
        {
            var logprobs = policy.PrevLogprobs;
            pairs["reference_policy_logprobs"] = /*!*/logprobs;
        }
    }
}
